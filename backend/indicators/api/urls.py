from django.urls import path

from backend.indicators.api import views

urlpatterns = [
    path("indicators/", views.IndicatorList.as_view(), name="indicators"),
    path("outcomes/", views.Outcomes.as_view(), name="outcomes"),
]
