"""The Telegram bot: notices to a chat, and the returnee's pages as a conversation."""
