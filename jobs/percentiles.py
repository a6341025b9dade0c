"""PostgreSQL's percentiles, which Django has no word for."""

from typing import Any

from django.db.models import Aggregate, FloatField


class PercentileCont(Aggregate):
    """The value below which `share` (0 to 1) of the values lie, interpolated."""

    function = "percentile_cont"
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()

    def __init__(self, expression: Any, share: float):
        super().__init__(expression, share=float(share))
