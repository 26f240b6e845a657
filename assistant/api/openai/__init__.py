"""The calls of OpenAI's API that chat clients need, so that these can be pointed at the assistant."""
