// node check.js MODULES SCHEMA FILE...: checks YAML or JSON files by a schema, as editors do, and the examples and defaults in the schema by the part that they
// are of; prints one line for each error.
'use strict';
const [modules, schemaFile, ...files] = process.argv.slice(2);
const fs = require('fs');
const Ajv = require(`${modules}/ajv`).default;
const yaml = require(`${modules}/yaml`);
const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false, strictTypes: false });
ajv.addKeyword('x-message');
ajv.addKeyword('x-elsewhere');
const schema = JSON.parse(fs.readFileSync(schemaFile, 'utf8'));
const check = ajv.compile(schema);
(function examples(part, path) {
  if (part === null || typeof part !== 'object') return;
  const given = [...(Array.isArray(part.examples) ? part.examples : []), ...('default' in part && typeof part.description === 'string' ? [part.default] : [])];
  if (given.length > 0 && typeof part.description === 'string') {
    const { examples, default: usual, ...rule } = part;
    const fits = ajv.compile({ definitions: schema.definitions, ...rule, $id: undefined });
    for (const example of given)
      if (!fits(example)) console.log(`${schemaFile}: ${path}: the example ${JSON.stringify(example)} ${ajv.errorsText(fits.errors)}`);
  }
  for (const [key, inner] of Object.entries(part)) examples(inner, `${path}/${key}`);
})(schema, '#');
for (const file of files) {
  const parsed = yaml.parse(fs.readFileSync(file, 'utf8'), { merge: true });
  if (!check(parsed))
    for (const error of check.errors) console.log(`${file}: ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
}
