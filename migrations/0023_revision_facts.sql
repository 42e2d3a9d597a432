-- Who wrote a revision and when, beside its item: counts over a bank's revisions, and what waits for whom, need neither
-- the contents nor the pages they fill.
CREATE INDEX `revisions_facts` ON `revisions` (`item`,`no`,`author`,`at`);
