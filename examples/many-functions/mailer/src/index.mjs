// Sends mails: a function in Node.js, with its descriptor beside the folder with its code.
import { randomUUID } from "node:crypto";

export const handler = async (event, context) => ({
  id: randomUUID(),
  to: event.to ?? "nobody",
  version: context.functionVersion,
});
