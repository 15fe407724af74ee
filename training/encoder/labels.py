"""The label sets of the two heads, in the order that the shipped weights use."""

ENTITIES = ("PERSON", "LOC", "ORG")
DISCLOSURES = (
    "CLIENT",
    "PERSON",
    "AGE",
    "DEMOGRAPHIC",
    "PLACE",
    "ORG",
    "DATE",
    "HEALTH",
    "OCCUPATION",
    "FAMILY",
    "EVENT",
    "QUOTE",
    "CONTACT",
    "STANCE",
    "ASSURANCE",
)
