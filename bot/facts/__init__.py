"""Knowledge as data: YAML in, a validated pack or every problem at path:line:col out."""
