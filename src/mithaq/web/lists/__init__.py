"""The lists that people work from: filters in the address, pages by keyset, saved views, exports."""
