"""Tables in and out: CSV and XLSX files, previewed before anything is written."""
