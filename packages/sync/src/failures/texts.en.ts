/**
 * Every text of failures and of connection tests, in English, for translators: keys and names in braces stay as they are.
 *
 * `{place}` reads `Branch B1 (pos.example)` or `Central (odoo.example)`; `{branch}` reads `B1 “Harbour”`; `{order}` reads
 * `Shop/0042 (260-1-000042) of 2026-11-20, 12.50 USD`; `{detail}` is Odoo's or the network's own last line.
 */
export const failureTexts = {
  // On the way to an Odoo database: one text for central and for a branch.
  'connection.unreachable': {
    title: '{place} does not answer',
    message: '{place} does not answer: {detail}',
    fix: 'If the line or the machine there is only off for a while, do nothing: it is tried again by itself. Else check the URL in the connection’s settings, and that Odoo and its proxy run.',
  },
  'connection.dns': {
    title: '{place} cannot be found',
    message: '{place} cannot be found: its host name has no address.',
    fix: 'Check the host in the connection’s settings for a typing error; then check the name server of the machine that runs branch-sync.',
  },
  'connection.tls': {
    title: '{place} has a certificate that is not trusted',
    message: '{place} has a certificate that is not trusted: {detail}',
    fix: 'Renew the certificate on that server. If it is signed by an authority of your own, give that one’s certificate as “tlsCa” in the connection’s settings, or to branch-sync’s processes with NODE_EXTRA_CA_CERTS.',
  },
  'connection.address_refused': {
    title: '{place} is at an address that is not asked',
    message: '{place} is not asked: {detail}',
    fix: 'Check the host in the connection’s settings, and the address that its name has where branch-sync runs. If the Odoo is in your own network, set ODOO_PRIVATE_ADDRESSES to allow; link-local and cloud metadata addresses are never asked.',
  },
  'connection.timeout': {
    title: '{place} took too long to answer',
    message: '{place} took too long to answer: {detail}',
    fix: 'It is tried again by itself. If it happens often, look at the load of that Odoo, or raise the timeouts in the connection’s settings.',
  },
  'connection.busy': {
    title: '{place} is busy or being restarted',
    message: '{place} is busy or being restarted: {detail}',
    fix: 'It is tried again by itself. If it lasts, look at the Odoo server and its proxy.',
  },
  'connection.not_odoo': {
    title: '{place} answers with a page that is not Odoo’s',
    message: '{place} answered with something that is not Odoo’s: {detail}',
    fix: 'Open the URL of the connection in a browser: it must lead to Odoo itself, with no sign-in page or redirect before it. A proxy’s error page passes by itself.',
  },
  'connection.server_error': {
    title: '{place} failed inside Odoo',
    message: '{place} failed inside Odoo: {detail}',
    fix: 'It is tried again by itself. If it lasts, look for this line in that Odoo’s log: a custom module is the usual cause.',
  },
  'connection.wrong_database': {
    title: '{place} has no database of this name',
    message: '{place} has no database of the name in the connection’s settings.',
    fix: 'Correct the database name in the connection’s settings: capital and small letters count.',
  },
  'connection.wrong_login': {
    title: '{place} refuses our login',
    message: '{place} refuses the login, or its password or API key.',
    fix: 'Set login and secret again in the connection’s settings. A user with two-factor sign-in needs an API key (in Odoo: Preferences, Account Security, New API Key) in place of the password.',
  },
  'connection.access_denied': {
    title: '{place} does not let our user {right}',
    message: '{place} does not let our user {right}: {detail}',
    fix: 'In that Odoo, open Settings, Users, and give the service user the group that Odoo names (README, “The two Odoo users”); then try again.',
  },
  'connection.version_unsupported': {
    title: '{place} cannot be spoken to in this way',
    message: '{place} cannot be spoken to in this way: {detail}',
    fix: 'Set the transport in the connection’s settings to “auto”. Odoo 14 to 21 speak XML-RPC, Odoo 19 and newer JSON-2.',
  },
  'connection.rejected': {
    title: '{place} refuses what was asked of it',
    message: '{place} refused: {detail}',
    fix: 'Do in that Odoo what its message says, then try again.',
  },
  'connection.unexpected': {
    title: '{place} does not know what was asked of it',
    message: '{place} does not know what was asked of it: {detail}',
    fix: 'A module may be missing there: Point of Sale on a branch; Sales, Inventory and Invoicing in central. Run `branch-sync doctor`, which names it.',
  },

  // About a run as a whole.
  'central.not_set': {
    title: 'There is no central connection yet',
    message: 'There is no central connection yet: nothing can be brought in.',
    fix: 'Set it (PUT /api/central), and test it.',
  },
  'secret.unreadable': {
    title: 'The stored secret of {place} cannot be opened',
    message: 'The stored secret of {place} cannot be opened: {detail}',
    fix: 'Start branch-sync with the ENCRYPTION_KEYS that the secret was stored with, or set the secret again in the connection’s settings.',
  },
  'branch.offline': {
    title: '{branch} is offline',
    message: '{branch} has not answered since {since}. The run waits for it; what the shop sells meanwhile comes in later.',
    fix: 'If the shop’s line or machine is off, do nothing: the branch is tried again by itself. “Receive now” tries it at once.',
  },
  'central.offline': {
    title: 'Central is offline',
    message: 'Central has not answered since {since}. The run for {branch} waits for it, as all others do.',
    fix: 'Look at central’s Odoo server and its proxy. It is tried again every minute, and all branches go on by themselves.',
  },
  'branch.closed': {
    title: '{branch} is closed',
    message: '{branch} does not answer, and its day is over: it is open from {from} until {until} ({timezone}). The run waits.',
    fix: 'Nothing to do: it goes on when the branch opens. If these are not its hours, correct the daily window of its schedule.',
  },
  'branch.clock_off': {
    title: 'The clock of {branch} is wrong',
    message:
      'The clock of {branch} is {seconds} s {direction} ours: its orders carry wrong times, and are hard to find by the day.',
    fix: 'Have the branch’s server keep its time by itself (NTP). Nothing is lost meanwhile, and this goes away by itself once the clock is right.',
  },
  'run.gave_up': {
    title: 'A run was stopped too often to go on',
    message: 'The run for {branch} was stopped too often to go on: {detail}',
    fix: 'Look at the workers’ logs (memory, restarts), then start the run again: what came in is safe.',
  },
  'run.internal': {
    title: 'branch-sync itself failed ({detail})',
    message: 'The run for {branch} failed inside branch-sync itself: {detail}',
    fix: 'It is tried again by itself. If it lasts, report it with the run’s id and the worker’s log.',
  },

  // About one POS order that did not come in.
  'product.not_found': {
    title: 'Product {product} is not known in central',
    message: 'Product {product} is not known in central. Order {order} of {branch} waits for it.',
    fix: 'In central, create the product with the same barcode or internal reference; or link it here to the product of central that it is (Mappings of the branch). Then retry.',
  },
  'product.ambiguous': {
    title: 'Product {product} fits more than one product of central',
    message: 'Product {product} fits more than one product of central ({candidates}). Order {order} of {branch} waits.',
    fix: 'Link the right one of them here (Mappings of the branch); or give each its own barcode and internal reference in central. Then retry.',
  },
  'product.gone': {
    title: 'Product {product} is linked to a product that central no longer has',
    message: 'Product {product} is linked to a product that central no longer has. Order {order} of {branch} waits.',
    fix: 'Link it here to another product of central (Mappings of the branch); or remove the link, so that it is found by barcode or internal reference again. Then retry.',
  },
  'unit.differs': {
    title: 'Product {product} is sold in {branchUnit}, central has it in {centralUnit}',
    message:
      'Product {product} is sold in {branchUnit} in the branch and in {centralUnit} in central. Order {order} of {branch} waits, lest its quantities mean something else.',
    fix: 'Give the product the same unit on both sides (Inventory, Products, Unit). If the two units are the same thing by another name, link them here (Mappings of the branch). Then retry.',
  },
  'tax.not_found': {
    title: 'Tax “{tax}” has no equal in central',
    message:
      'Tax “{tax}” has no equal in central: none has the same kind, amount and price-included. Order {order} of {branch} waits for it.',
    fix: 'In central, open Accounting, Configuration, Taxes, and create the sales tax with the same amount; or link it here to the one that it is (Mappings of the branch). Then retry.',
  },
  'tax.ambiguous': {
    title: 'Tax “{tax}” fits more than one tax of central',
    message: 'Tax “{tax}” fits more than one tax of central ({candidates}). Order {order} of {branch} waits.',
    fix: 'Link the right one of them here (Mappings of the branch); or give it in central the name that it has in the branch. Then retry.',
  },
  'customer.gone': {
    title: 'Customer #{customer} does not exist in central',
    message: 'Order {order} of {branch} is to be written for customer #{customer}, who does not exist in central (any more).',
    fix: 'If this is the branch’s default customer, choose another in the branch’s settings; else link the customer here to one that exists (Mappings of the branch). Then retry.',
  },
  'salesperson.gone': {
    title: 'Salesperson #{salesperson} does not exist in central',
    message:
      'Order {order} of {branch} is to be written for salesperson #{salesperson}, who does not exist in central (any more).',
    fix: 'If this is the branch’s default salesperson, choose another in the branch’s settings; else map the cashier here to another user (Salespeople of the branch). Then retry.',
  },
  'warehouse.gone': {
    title: 'Warehouse #{warehouse} of {branch} does not exist in central',
    message: 'Warehouse #{warehouse}, where {branch} sells from, does not exist in central (any more). Order {order} waits.',
    fix: 'Choose another warehouse in the branch’s settings; then retry.',
  },
  'pricelist.gone': {
    title: 'Pricelist #{pricelist} of {branch} does not exist in central',
    message: 'Pricelist #{pricelist}, which {branch} sells by, does not exist in central (any more). Order {order} waits.',
    fix: 'Choose another pricelist in the branch’s settings; then retry.',
  },
  'company.gone': {
    title: 'Company #{company} of {branch} does not exist in central, or our user may not work for it',
    message: 'Company #{company} of {branch} does not exist in central, or our user may not work for it. Order {order} waits.',
    fix: 'Choose another company in the branch’s settings; or in central open Settings, Users, and allow it to the service user. Then retry.',
  },
  'currency.differs': {
    title: '{branch} sells in {branchCurrency}, central would write {centralCurrency}',
    message: 'Order {order} of {branch} is in {branchCurrency}, but central would write it in {centralCurrency}.',
    fix: 'In central, make a pricelist in {branchCurrency} (Sales, Products, Pricelists), and choose it in the branch’s settings; then retry.',
  },
  'order.rejected': {
    title: 'Central refuses: {detail}',
    message: 'Central refused order {order} of {branch}: {detail}',
    fix: 'Do in central what Odoo’s message says (it is a rule of that database, or of a module there); then retry.',
  },
  'order.unreadable': {
    title: 'An order of the branch cannot be read: {detail}',
    message: 'Order {order} of {branch} cannot be written as a Sales Order: {detail}',
    fix: 'Open the order in the branch (Point of Sale, Orders); correct it there if it can be, then retry. If it cannot, enter the sale in central by hand and dismiss this.',
  },

  // Told, and nothing waits for it.
  'user.unmapped': {
    title: 'Cashier {cashier} of {branch} has no salesperson in central',
    message: 'Cashier {cashier} of {branch} has no salesperson in central: the orders go to {instead}.',
    fix: 'Map the cashier here to a user of central (Salespeople of the branch). Orders that are in central already stay as they are.',
  },

  // About an order that is in central, with something for a person to look at.
  'push.ambiguous': {
    title: 'Several records of the branch fit one of central',
    message: '{record} cannot be pushed to {branch}: several of its records have the same {key}: {candidates}.',
    fix: 'Link the right one under the branch’s mappings, or archive or correct the others in the branch; then try again.',
  },
  'push.matched_twice': {
    title: 'One record of the branch fits several of central',
    message: '{record} cannot be pushed to {branch}: its {key} finds {remote} there, which central’s {other} is as well.',
    fix: 'Correct the {key} of one of the two in central, or link each under the branch’s mappings; then try again.',
  },
  'push.barcode_taken': {
    title: 'The barcode {value} is taken in the branch',
    message: '{record} cannot be pushed to {branch}: its barcode {value} belongs to {holder} there.',
    fix: 'If it is the same product, link the two under the branch’s mappings. Else take the barcode off one of them (archived products keep theirs); then try again.',
  },
  'push.name_taken': {
    title: 'The name is taken in the branch',
    message: '{record} cannot be pushed to {branch}: another record there has this name, and names are unique.',
    fix: 'If it is the same thing, link the two under the branch’s mappings. Else rename one of them; then try again.',
  },
  'push.reference_missing': {
    title: 'The branch has no {field} “{value}”',
    message: '{record} cannot be pushed to {branch}: it has no {field} “{value}”.',
    fix: 'Make it in the branch under this name, or link it under the branch’s mappings; taxes can be pushed as well. Or leave this field out of what the branch takes. Then try again.',
  },
  'push.choice_missing': {
    title: 'The branch’s Odoo has no {field} “{value}”',
    message: '{record} cannot be pushed to {branch}: its version of Odoo has no {field} “{value}”.',
    fix: 'Choose another {field} in central, or leave this field out of what the branch takes.',
  },
  'push.conflict': {
    title: 'Changed in the branch since the last push',
    message: '{record} was changed in {branch} since it was last pushed: {fields}. Nothing was written.',
    fix: 'Push it again and say which side wins, or set the branch’s rule for conflicts.',
  },
  'push.right_missing': {
    title: 'Our user may not {right} in {branch}',
    message: 'Our user may not {right} in {branch}.',
    fix: 'In the branch’s Odoo, open Settings, Users, and give the service user the group {group}; then try again.',
  },
  'push.currency_differs': {
    title: 'Prices are in {currency}, {branch} counts in {branchCurrency}',
    message:
      'Products were not pushed to {branch}: central’s prices are in {currency}, and the branch counts in {branchCurrency}.',
    fix: 'Choose a pricelist of central in {branchCurrency} as “masterData.pricelistId” of the branch, or leave price and cost out of what it takes.',
  },
  'push.pricelist_gone': {
    title: 'Pricelist #{pricelist}, which prices for {branch} are taken from, does not exist',
    message:
      'Products were not pushed to {branch}: pricelist #{pricelist}, which their prices are taken from, is not in central (any more).',
    fix: 'Choose another as “masterData.pricelistId” of the branch, or null for the products’ own prices.',
  },
  'push.pricelist_untold': {
    title: 'Central’s Odoo {version} does not tell prices of a pricelist',
    message:
      'Products were not pushed to {branch}: Odoo {version} computes prices of pricelist #{pricelist}, but tells them to nobody outside. From Odoo 17 on it does.',
    fix: 'Set “masterData.pricelistId” of the branch to null: then the products’ own prices are pushed.',
  },
  'push.refused': {
    title: 'The branch’s Odoo refused a record',
    message: '{branch} refused {record}: {detail}',
    fix: 'Odoo’s text says what it wants. Correct the record in central, or what it meets in the branch; then try again.',
  },
  'push.session_open': {
    title: 'Waiting for a till to be closed',
    message: '{record} cannot be changed in {branch} while a till is open: {sessions}.',
    fix: 'Close the session in the branch. It is tried again by itself every 15 minutes; to have it at once, retry it.',
  },

  'customer.ambiguous': {
    title: 'Customer {customer} fits more than one customer in central',
    message:
      'Order {order} of {branch} is for {customer}, who fits more than one customer in central ({candidates}): it went to the branch’s default customer.',
    fix: 'Link the customer here (Mappings of the branch), so that his next orders go to the right one; choose him in this Sales Order.',
  },
  'customer.refused': {
    title: 'Central did not take {customer} as a new customer',
    message:
      'Order {order} of {branch} is for {customer}, whom central did not take as a new customer: {detail} It went to the branch’s default customer.',
    fix: 'Correct the customer in the branch, or make him in central and link the two here (Mappings of the branch); choose him in this Sales Order.',
  },
  'total.tax_rate': {
    title: 'Tax {branchTax} is linked to another one in central: {centralTax}',
    message:
      'Order {order} of {branch} is {difference} off in central: the branch’s tax {branchTax} is linked to {centralTax} there.',
    fix: 'Link the tax to the right one here (Mappings of the branch), or correct it in central; correct this Sales Order before it is confirmed.',
  },
  'total.rounding_method': {
    title: 'The two sides round taxes differently',
    message:
      'Order {order} of {branch} is {difference} off in central: the branch rounds taxes {branchMethod}, central {centralMethod}.',
    fix: 'Set the same tax rounding method on both sides (Settings, Accounting, Taxes); orders that are in stay as they are.',
  },
  'total.price_precision': {
    title: 'Central rounds unit prices',
    message: 'Order {order} of {branch} is {difference} off in central: central keeps unit prices at {digits} digits.',
    fix: 'In central, raise the decimal accuracy of “Product Price” (developer mode: Settings, Technical, Decimal Accuracy).',
  },
  'total.fixed_tax': {
    title: 'A tax of a fixed amount lies on a weight that central rounds',
    message:
      'Order {order} of {branch} is {difference} off in central: a tax of a fixed amount per unit lies on a quantity of which central keeps {digits} digits.',
    fix: 'In central, raise the decimal accuracy of “Product Unit” (developer mode: Settings, Technical, Decimal Accuracy), so that it holds what the scales say.',
  },
  'total.differs': {
    title: 'The totals of the two sides differ',
    message: 'Order {order} of {branch} is {difference} off in central.',
    fix: 'Open the Sales Order in central and compare the taxes of its lines with the POS order’s; correct it before it is confirmed.',
  },
  'total.unseen': {
    title: 'Central does not show an order again that it has taken',
    message: 'Order {order} of {branch} is in central, but our user does not see it there: its total is not compared.',
    fix: 'In central, let the service user see all Sales Orders (README, “The two Odoo users”), and compare this one by hand.',
  },
  'total.currency': {
    title: 'An order came in with another currency',
    message: 'Order {order} of {branch} came in as {centralCurrency} in place of {branchCurrency}.',
    fix: 'Choose a pricelist in the right currency in the branch’s settings, and correct this Sales Order.',
  },
} as const;

/** What a connection test tells beyond failures. A fix is empty where there is nothing to do. */
export const findingTexts = {
  'check.reachable': { message: 'Odoo {version} answers over {transport}.', fix: '' },
  'check.tls_unverified': {
    message: 'Its certificate is not verified: whoever answers in its place gets our secret.',
    fix: 'Give the certificate of the authority that signed it as “tlsCa” in the connection’s settings, and set “tlsVerify” to true.',
  },
  'check.login': { message: 'Signed in as {name} ({login}).', fix: '' },
  'check.rights': { message: 'The user has all {count} rights that are needed.', fix: '' },
  'check.right_missing': {
    message: 'The user lacks the right to {operation} {model}.',
    fix: 'Give the service user the group that brings this right (README, “The two Odoo users”).',
  },
  'check.model_missing': {
    message: 'There is no {model} in this database.',
    fix: 'Install the module that brings it: Point of Sale on a branch; Sales, Inventory and Invoicing on central.',
  },
  'check.clock': { message: 'Its clock agrees with ours to {seconds} s.', fix: '' },
  'check.clock_off': {
    message: 'Its clock is {seconds} s {direction} ours.',
    fix: 'Let both machines keep their time by NTP: logs and order times are hard to compare otherwise.',
  },
  'check.price_digits': {
    message: 'Central keeps unit prices at {digits} digits: weighed goods and odd discounts can be a cent off.',
    fix: 'Raise the decimal accuracy of “Product Price” in central.',
  },
  'check.references': { message: 'All {count} records that the branch’s settings name exist in central.', fix: '' },
  'check.reference_missing': {
    message: 'The {what} of the branch’s settings (id {id}) does not exist in central.',
    fix: 'Choose another one in the branch’s settings.',
  },
  'check.customers_right': {
    message: 'The branch’s rule makes new customers in central, and the service user there may not {operation} {model}.',
    fix: 'Give central’s service user the group Contact Creation, or choose another rule for the branch’s customers.',
  },
  'check.push_right': {
    message: 'The branch takes {model} of central, and the service user there may not {operation} it.',
    fix: 'In the branch’s Odoo, give the service user the group {group}, or leave this out of what the branch takes.',
  },
  'check.push_read_right': {
    message: 'The branch takes records of central that bear on {model}, and the service user there may not read it.',
    fix: 'Give central’s service user the group that brings this right (README, “The two Odoo users”).',
  },
  'check.shop_missing': {
    message: 'The shop (pos.config, id {id}) that pushed ways of paying are to join is not in the branch.',
    fix: 'Correct “masterData.tillIds” of the branch.',
  },
  'check.currency_differs': {
    message: 'The branch sells in {branchCurrency}, central would write its orders in {centralCurrency}.',
    fix: 'Give the branch a pricelist of central in {branchCurrency}.',
  },
  'check.rounding_differs': {
    message:
      'The branch rounds taxes {branchMethod}, central {centralMethod}: some orders will be a cent or two off, and flagged.',
    fix: 'Set the same tax rounding method (Accounting settings) on both sides.',
  },
  'check.central_not_set': {
    message: 'There is no central connection yet: whether the branch’s settings fit it was not looked at.',
    fix: 'Set the central connection, then test the branch again.',
  },
} as const;
