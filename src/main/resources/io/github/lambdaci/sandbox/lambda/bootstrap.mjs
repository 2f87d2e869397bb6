// Calls one Node.js handler once, as Lambda would: bootstrap.mjs EVENT RESULT STARTED (files).
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import util from 'node:util';

const [event, result, started] = process.argv.splice(2, 3);
const requestId = take('SANDBOX_REQUEST_ID');
const invokedArn = take('SANDBOX_INVOKED_ARN');
const timeoutSeconds = Number(take('SANDBOX_TIMEOUT_SECONDS'));
const root = process.env.LAMBDA_TASK_ROOT;
const written = [];
let answered = false;

function take(name) {
  const value = process.env[name];
  delete process.env[name];
  return value;
}

function print(level, values) {
  // A message is one event, however many lines it has.
  const text = util.format(...values).replace(/\n/g, '\r');
  process.stdout.write(`${new Date().toISOString()}\t${requestId}\t${level}\t${text}\n`);
}

for (const [method, level] of Object.entries({ log: 'INFO', info: 'INFO', warn: 'WARN', error: 'ERROR', debug: 'DEBUG', trace: 'TRACE' })) {
  console[method] = (...values) => print(level, values);
}

function maxMemoryKb() {
  // Linux's resource usage also counts the process that started this one, so its own file is asked first.
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
}

function write(payload, failed) {
  if (answered) return;
  answered = true;
  const maxMemoryMb = Math.floor(maxMemoryKb() / 1024);
  fs.writeFileSync(`${result}.part`, JSON.stringify({ payload, failed, maxMemoryMb }));
  fs.renameSync(`${result}.part`, result);
}

function succeed(value) {
  let payload;
  try {
    payload = JSON.stringify(value === undefined ? null : value) ?? 'null';
  } catch (error) {
    return fail(error);
  }
  write(payload, false);
}

function fail(error, type) {
  const isError = error instanceof Error || (error && typeof error === 'object' && 'message' in error);
  const document = {
    errorType: type ?? (isError ? error.name ?? 'Error' : typeof error),
    errorMessage: isError ? String(error.message) : util.format(error),
    trace: isError && error.stack ? String(error.stack).split('\n') : [],
  };
  print('ERROR', ['Invoke Error \t' + JSON.stringify({ ...document, stack: document.trace, trace: undefined })]);
  write(JSON.stringify(document), true);
}

function exitNow() {
  process.stdout.write('', () => process.exit(0));
}

function failNow(error, type) {
  fail(error, type);
  exitNow();
}

function isModule(file) {
  if (file.endsWith('.mjs')) return true;
  if (file.endsWith('.cjs')) return false;
  for (let directory = path.dirname(file); ; directory = path.dirname(directory)) {
    const description = path.join(directory, 'package.json');
    if (fs.existsSync(description)) return JSON.parse(fs.readFileSync(description, 'utf8')).type === 'module';
    if (directory === root || directory === path.dirname(directory)) return false;
  }
}

function named(name, message) {
  const error = new Error(message);
  error.name = name;
  error.stack = `${name}: ${message}`;
  return error;
}

async function load() {
  const handler = process.env._HANDLER;
  const base = path.basename(handler);
  const dot = base.indexOf('.');
  if (dot < 1) throw named('Runtime.MalformedHandlerName', 'Bad handler');
  const modulePath = path.join(path.dirname(handler), base.slice(0, dot));
  const file = ['', '.js', '.mjs', '.cjs'].map((end) => path.join(root, modulePath + end))
    .find((candidate) => fs.existsSync(candidate) && fs.statSync(candidate).isFile());
  if (!file) throw named('Runtime.ImportModuleError', `Error: Cannot find module '${modulePath}'`);
  let loaded;
  try {
    loaded = isModule(file) ? await import(pathToFileURL(file).href) : createRequire(file)(file);
  } catch (error) {
    if (error instanceof SyntaxError) throw named('Runtime.UserCodeSyntaxError', String(error));
    if (/MODULE_NOT_FOUND$/.test(error?.code ?? '')) throw named('Runtime.ImportModuleError', String(error));
    throw error;
  }
  const find = (from) => base.slice(dot + 1).split('.').reduce((object, name) => object?.[name], from);
  const called = find(loaded) ?? find(loaded.default);
  if (called === undefined) throw named('Runtime.HandlerNotFound', `${base} is undefined or not exported`);
  if (typeof called !== 'function') throw named('Runtime.HandlerNotFound', `${base} is not a function`);
  return called;
}

function context() {
  const deadline = Date.now() + timeoutSeconds * 1000;
  return {
    awsRequestId: requestId,
    invokedFunctionArn: invokedArn,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(deadline - Date.now(), 0),
  };
}

process.on('uncaughtException', (error) => failNow(error));
process.on('unhandledRejection', (reason) => failNow(named('Runtime.UnhandledPromiseRejection', String(reason))));
// Nothing is left to do: what a callback said is the answer, or else there is none.
process.on('beforeExit', () => (written.length ? written[0]() : succeed(null)));

try {
  const handler = await load();
  const input = JSON.parse(fs.readFileSync(event, 'utf8'));
  const lambda = context();
  fs.writeFileSync(started, '');
  const callback = (error, value) => {
    written.push(() => (error ? fail(error) : succeed(value)));
    if (!lambda.callbackWaitsForEmptyEventLoop) {
      written[0]();
      exitNow();
    }
  };
  const returned = handler(input, lambda, callback);
  if (returned && typeof returned.then === 'function') {
    succeed(await returned);
    exitNow();
  }
} catch (error) {
  failNow(error);
}
