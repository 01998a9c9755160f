"""Tests of the sandbox, without sockets and clocks except where those are what is tested."""
