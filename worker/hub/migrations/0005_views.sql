-- Views for people who read tables. They are decoded from the documents of `record`, walk all of
-- them and cannot be written. What is archived is left out, what follows an archived customer is
-- not. Days are texts like 2026-11-23, moments are milliseconds since 1970, flags are 0 or 1, and
-- a value that was never given is NULL. Amounts are whole numbers of the smallest unit of the
-- currency beside them: rupiah, pence, cents.

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
WHERE record.kind = 'customer' AND record.doc ->> '$.a' IS NULL;

CREATE VIEW order_line AS
WITH
  line AS (
    SELECT
      record.id AS order_id,
      entry.key,
      entry.value ->> '$.code' AS code,
      entry.value ->> '$.name' AS name,
      entry.value ->> '$.unit' AS unit,
      entry.value ->> '$.quantity' AS quantity,
      entry.value ->> '$.price' AS price,
      coalesce(entry.value ->> '$.discount', 0) AS discount,
      coalesce(entry.value ->> '$.free', 0) AS free,
      record.doc ->> '$.f.currency' AS currency
    FROM record JOIN json_each(record.doc, '$.f.lines') AS entry
    WHERE record.kind = 'order' AND record.doc ->> '$.a' IS NULL
  ),
  -- The exact amount is factor * price / 10^11. Their product need not fit into a whole number of
  -- 64 bits, so both are split, 10^11 being 10^6 * 10^5, and only quotients and rests are added.
  factored AS (
    SELECT *, abs(quantity) * iif(discount BETWEEN 0 AND 10000, 10000 - discount, NULL)
      * iif(currency = 'IDR', 1, 100) AS factor
    FROM line
  ),
  split AS (
    SELECT *,
      factor / 1000000 AS factor_high, factor % 1000000 AS factor_low,
      price / 100000 AS price_high, price % 100000 AS price_low
    FROM factored
  ),
  rounded AS (
    SELECT *,
      factor_high * price_high
      + factor_low * price_high / 1000000
      + factor_high * price_low / 100000
      + (factor_low * price_high % 1000000 * 100000
         + factor_high * price_low % 100000 * 1000000
         + factor_low * price_low
         + 50000000000) / 100000000000 AS size
    FROM split
  )
SELECT
  order_id,
  -- Lines stand in the order of their keys.
  key,
  -- Code, name and unit of the product as it was sold.
  code,
  name,
  unit,
  -- In thousandths of the unit, negative only in a correction.
  quantity,
  -- Of one unit before the discount, in ten-thousandths of the major unit of the currency.
  price,
  -- What is taken off the price, in hundredths of a percent.
  discount,
  -- Given without being paid for.
  free,
  -- What is to be paid: quantity times price less the discount, rounded once to the smallest unit,
  -- half away from zero, and nothing for what is free. NULL where the magnitude is more than 2^53,
  -- or the quantity more than 9 * 10^11 units, 9 * 10^9 in currencies with hundredths.
  iif(free, 0, iif(typeof(size) = 'integer' AND size <= 9007199254740992,
                   sign(quantity) * size, NULL)) AS amount,
  currency
FROM rounded;

CREATE VIEW sales_order AS
SELECT
  record.id,
  -- Number that people read, NULL until it is issued.
  record.doc ->> '$.f.code' AS code,
  -- Code of the home branch of the customer.
  branch.doc ->> '$.f.code' AS branch,
  record.doc ->> '$.f.customer' AS customer_id,
  -- sale, return, correction or bad_debt.
  record.doc ->> '$.f.type' AS type,
  -- Order that a return is against.
  record.doc ->> '$.f.returns' AS returns_id,
  -- draft, ordered, shipped, received or cancelled.
  record.doc ->> '$.f.state' AS state,
  record.doc ->> '$.f.cancel_reason' AS cancel_reason,
  record.doc ->> '$.f.ordered_on' AS ordered_on,
  record.doc ->> '$.f.shipped_on' AS shipped_on,
  record.doc ->> '$.f.received_on' AS received_on,
  -- Sum of the lines, positive for a return too. NULL where the amount of a line is.
  (SELECT iif(count(*) = count(line.amount), coalesce(sum(line.amount), 0), NULL)
   FROM order_line AS line WHERE line.order_id = record.id) AS amount,
  record.doc ->> '$.f.currency' AS currency,
  -- Number in the system that it was imported from.
  record.doc ->> '$.f.document' AS document,
  record.doc ->> '$.f.note' AS note,
  record.doc ->> '$.t' AS created_ms
FROM record
LEFT JOIN record AS customer ON customer.id = record.root
LEFT JOIN record AS branch ON branch.id = customer.doc ->> '$.h'
WHERE record.kind = 'order' AND record.doc ->> '$.a' IS NULL;

CREATE VIEW invoice AS
SELECT
  record.id,
  -- Number that people read, NULL until it is issued.
  record.doc ->> '$.f.code' AS code,
  -- Code of the home branch of the customer.
  branch.doc ->> '$.f.code' AS branch,
  record.doc ->> '$.f.customer' AS customer_id,
  -- sale or opening_balance.
  record.doc ->> '$.f.type' AS type,
  -- Order that it is for.
  record.doc ->> '$.f.order' AS order_id,
  record.doc ->> '$.f.issued_on' AS issued_on,
  -- Last day on which it is paid in time.
  record.doc ->> '$.f.due_on' AS due_on,
  record.doc ->> '$.f.amount' AS amount,
  record.doc ->> '$.f.currency' AS currency,
  -- Number in the system that it was imported from.
  record.doc ->> '$.f.document' AS document,
  record.doc ->> '$.f.note' AS note,
  record.doc ->> '$.t' AS created_ms
FROM record
LEFT JOIN record AS customer ON customer.id = record.root
LEFT JOIN record AS branch ON branch.id = customer.doc ->> '$.h'
WHERE record.kind = 'invoice' AND record.doc ->> '$.a' IS NULL;

CREATE VIEW payment AS
SELECT
  record.id,
  -- Number that people read, NULL until it is issued.
  record.doc ->> '$.f.code' AS code,
  -- Code of the home branch of the customer.
  branch.doc ->> '$.f.code' AS branch,
  record.doc ->> '$.f.customer' AS customer_id,
  -- payment, credit_note or write_off.
  record.doc ->> '$.f.type' AS type,
  -- Invoice that it is for, NULL for the oldest ones.
  record.doc ->> '$.f.invoice' AS invoice_id,
  -- Return that a credit note is for.
  record.doc ->> '$.f.order' AS order_id,
  -- Payment that this one takes back, in which case it adds to the debt.
  record.doc ->> '$.f.reverses' AS reverses_id,
  record.doc ->> '$.f.paid_on' AS paid_on,
  -- Always more than nothing.
  record.doc ->> '$.f.amount' AS amount,
  record.doc ->> '$.f.currency' AS currency,
  -- How the money came.
  record.doc ->> '$.f.method' AS method,
  record.doc ->> '$.f.note' AS note,
  record.doc ->> '$.t' AS created_ms
FROM record
LEFT JOIN record AS customer ON customer.id = record.root
LEFT JOIN record AS branch ON branch.id = customer.doc ->> '$.h'
WHERE record.kind = 'payment' AND record.doc ->> '$.a' IS NULL;
