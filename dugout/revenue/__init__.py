"""What a client has bought: contracts and orders, drafts and confirmed ones, and the movements of ARR."""
