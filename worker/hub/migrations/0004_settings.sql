-- What a change may say can hang on the settings of the company, so every push reads them.
CREATE INDEX record_settings ON record (kind) WHERE kind = 'settings';
