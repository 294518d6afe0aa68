"""The frozen records that one stage hands to the next; they know no stage."""
