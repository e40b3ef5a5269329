import {Ajv2020, type ValidateFunction} from 'ajv/dist/2020.js';

/**
Judges messages by a schema that is closed first: whereas a client must put up with fields it does not know, here a field
that nobody described is a fault.
*/
export function validator(schema: object): ValidateFunction {
	return new Ajv2020({strict: false, validateFormats: false, allErrors: true}).compile(closed(schema) as object);
}

function closed(schema: unknown): unknown {
	if (Array.isArray(schema)) {
		return schema.map(closed);
	}

	if (typeof schema !== 'object' || schema === null) {
		return schema;
	}

	const members = Object.entries(schema).map(([key, value]) => [key, closed(value)]);
	return Object.fromEntries('properties' in schema ? [...members, ['additionalProperties', false]] : members);
}
