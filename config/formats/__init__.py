"""How each language writes a day, as in `{{ day|date:"MONTH_DAY_FORMAT" }}`."""
