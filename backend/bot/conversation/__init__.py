"""What the bot says to what it hears: nothing here calls Telegram."""
