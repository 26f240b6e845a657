"""The assistant for programs that speak MCP: its tools, and the address that serves them over HTTP."""
