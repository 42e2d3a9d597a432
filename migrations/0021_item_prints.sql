-- Where an item's twins are looked up. Fingerprints are random: in an index of `item_rows` each row of an import touched
-- a page of its own, batch after batch. Here those of an import are written by the program, in their own order, once its
-- rows stand; whatever else is written or changed keeps its print by the triggers.
CREATE TABLE `item_prints` (
  `bank` text NOT NULL,
  `kind` text NOT NULL,
  `fingerprint` text NOT NULL,
  `item` text NOT NULL,
  PRIMARY KEY (`bank`,`kind`,`fingerprint`,`item`)
) STRICT, WITHOUT ROWID;
INSERT INTO `item_prints` SELECT `bank`, `kind`, `fingerprint`, `id` FROM `item_rows` ORDER BY 1, 2, 3, 4;
DROP INDEX `items_fingerprint`;

CREATE TRIGGER `items_print_insert` AFTER INSERT ON `item_rows` WHEN NEW.`import` = '' BEGIN
  INSERT INTO `item_prints` VALUES (NEW.`bank`, NEW.`kind`, NEW.`fingerprint`, NEW.`id`);
END;
CREATE TRIGGER `items_print_update` AFTER UPDATE OF `fingerprint` ON `item_rows` WHEN NEW.`fingerprint` <> OLD.`fingerprint` BEGIN
  DELETE FROM `item_prints`
  WHERE `bank` = OLD.`bank` AND `kind` = OLD.`kind` AND `fingerprint` = OLD.`fingerprint` AND `item` = OLD.`id`;
  INSERT INTO `item_prints` VALUES (NEW.`bank`, NEW.`kind`, NEW.`fingerprint`, NEW.`id`);
END;
CREATE TRIGGER `items_print_delete` AFTER DELETE ON `item_rows` BEGIN
  DELETE FROM `item_prints`
  WHERE `bank` = OLD.`bank` AND `kind` = OLD.`kind` AND `fingerprint` = OLD.`fingerprint` AND `item` = OLD.`id`;
END;
