"""The programme pack of employment-based poverty alleviation in China, 2016-2020: data only."""
