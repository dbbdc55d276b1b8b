"""How people reach it: command line, HTTP and pages."""
