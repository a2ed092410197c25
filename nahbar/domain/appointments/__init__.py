"""Places, offers with opening hours, slots that cannot collide, bookings, walk-in tickets, purpose-locked rooms."""
