"""GR405."""
from escalate_ai.rules.altered_checks import values_of_other_things
from escalate_ai.rules.altered_dates import dates_of_other_events
def altered_facts(reading):
    yield from values_of_other_things(reading)
    yield from dates_of_other_events(reading)
