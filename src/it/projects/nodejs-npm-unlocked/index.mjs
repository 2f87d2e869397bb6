import greet from "lambda-ci-greeting";

export const handler = async (event) => greet(event.name ?? "world");
