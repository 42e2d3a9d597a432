-- Whether anything of a difficulty has a type and stands in a scope: an order by
-- difficulty passes over values of which the full-text index would only find out
-- by running through all it has of each.
CREATE INDEX `search_items_cell` ON `search_items` (`space`,`difficulty`,`type`,`point`);
