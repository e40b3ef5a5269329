/** A JSON Schema, draft 2020-12. */
export type Schema = {readonly [keyword: string]: unknown};

type Keys<Value> = Exclude<Value, null | undefined> & object;

/**
Returns the schema of an object with exactly the fields of `Value`: a field that the encoder adds or removes is a type error
here. All fields are required, except those named in `optional`.
*/
export function object<Value = Readonly<Record<string, unknown>>>(
	properties: {readonly [Key in keyof Required<Keys<Value>>]: Schema},
	optional: readonly (keyof Keys<Value>)[] = [],
): Schema {
	const required = Object.keys(properties).filter(key => !optional.some(name => name === key));
	return {type: 'object', properties, ...(required.length > 0 && {required})};
}

export function array(items: Schema, description?: string): Schema {
	return {type: 'array', items, ...(description !== undefined && {description})};
}

/** Returns a schema that also allows `null`: an unknown value is `null`, never 0. */
export function nullable(schema: Schema): Schema {
	return typeof schema.type === 'string' && schema.enum === undefined
		? {...schema, type: [schema.type, 'null']}
		: {anyOf: [schema, {type: 'null'}]};
}

export function number(description: string): Schema {
	return {type: 'number', description};
}

export function integer(description: string): Schema {
	return {type: 'integer', description};
}

export function text(description: string): Schema {
	return {type: 'string', description};
}

export function flag(description: string): Schema {
	return {type: 'boolean', description};
}

/** Adds the unit to a description, before the part after a semicolon. */
export function withUnit(description: string, suffix: string): string {
	return description.replace(/(?=;)|$/, suffix);
}

export const bytes = (description: string): Schema => number(withUnit(description, ', in bytes'));

export const byteRate = (description: string): Schema => number(withUnit(description, ', in bytes per second'));

export const percent = (description: string): Schema => ({
	...number(withUnit(description, ', in percent')),
	minimum: 0,
});

export const time = (description: string): Schema => ({
	...text(`${description}: RFC 3339, UTC, written +00:00`),
	format: 'date-time',
});
