// Greets the caller, and tells how long the function has been running.
import { createRequire } from 'node:module';

// Lambda looks for a layer's packages where require() does; import does not look there.
const require = createRequire(import.meta.url);
const ms = require('ms');

const started = Date.now();

export const handler = async (event, context) => ({
  greeting: `Hello, ${event?.name ?? 'world'}!`,
  running: ms(Date.now() - started, { long: true }),
  version: context.functionVersion,
});
