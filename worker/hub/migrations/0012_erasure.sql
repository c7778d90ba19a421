-- Whoever was erased is no customer any more. What the books need of them stays in the other views.

DROP VIEW customer;

CREATE VIEW customer AS
SELECT
  record.id,
  -- Number that people read, NULL until it is issued.
  record.doc ->> '$.f.code' AS code,
  -- Code of the home branch.
  branch.doc ->> '$.f.code' AS branch,
  -- person or organisation.
  record.doc ->> '$.f.form' AS form,
  record.doc ->> '$.f.name' AS name,
  -- The first of the phones.
  (SELECT phone.value ->> '$.number' FROM json_each(record.doc, '$.f.phones') AS phone
   ORDER BY phone.key LIMIT 1) AS phone,
  record.doc ->> '$.f.email' AS email,
  record.doc ->> '$.f.street' AS street,
  -- Codes of the province and of the regency or city.
  record.doc ->> '$.f.province' AS province,
  record.doc ->> '$.f.regency' AS regency,
  record.doc ->> '$.f.postcode' AS postcode,
  record.doc ->> '$.f.channel' AS channel,
  record.doc ->> '$.f.sub_type' AS sub_type,
  -- How the customer came to the company.
  record.doc ->> '$.f.source' AS source,
  record.doc ->> '$.f.size' AS size,
  -- Id of the staff member in charge.
  record.doc ->> '$.f.owner' AS owner_id,
  coalesce(record.doc ->> '$.f.troubled', 0) AS troubled,
  -- Days from an invoice to its being due, NULL for those of the company.
  record.doc ->> '$.f.terms_days' AS terms_days,
  -- How much may be owed, NULL for any amount.
  record.doc ->> '$.f.credit_limit' AS credit_limit,
  -- How many invoices may be open, NULL for any number.
  record.doc ->> '$.f.credit_documents' AS credit_documents,
  -- Currency of the books of the company, in which the limit is.
  coalesce((SELECT settings.doc ->> '$.f.currency' FROM record AS settings
            WHERE settings.kind = 'settings'), 'IDR') AS currency,
  record.doc ->> '$.t' AS created_ms
FROM record
LEFT JOIN record AS branch ON branch.id = record.doc ->> '$.h'
WHERE record.kind = 'customer' AND record.doc ->> '$.a' IS NULL AND record.doc ->> '$.e' IS NULL;
