import greet from "lambda-ci-greeting";
import shout from "shout";

export const handler = async (event) => shout(greet(event.name ?? "world"));
