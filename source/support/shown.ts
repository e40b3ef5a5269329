/** A value from outside as a message shows it: short, and without the login of a URL. */
export function shown(value: unknown): string {
	switch (typeof value) {
		case 'string':
			// Somebody may have written a whole URL where a host is requested.
			return quoted(value.replaceAll(/\/\/[^/@]*@/g, '//***@'));
		case 'object':
			return value === null ? 'null' : shownObject(value);
		case 'function':
		case 'symbol':
			return `a ${typeof value}`;
		default:
			return String(value);
	}
}

function shownObject(value: object): string {
	if (Array.isArray(value)) {
		return value.length === 0 ? 'an empty list' : 'a list';
	}

	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === Object.prototype || prototype === null
		? 'an object'
		: `an instance of ${value.constructor.name}`;
}

/** Text in double quotes, shortened to what is worth repeating in a message. */
export function quoted(text: string): string {
	return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
