"""From decisions to what is sent: bodies, buttons, menus, posts, corrections."""
