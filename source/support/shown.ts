/** Returns an external value for a message: shortened, and without the credentials of a URL. */
export function shown(value: unknown): string {
	switch (typeof value) {
		case 'string':
			// The user may have written a URL instead of a host.
			return quoted(value.replaceAll(/\/\/[^/@]*@/g, '//***@'));
		case 'object':
			return value === null ? 'null' : isPlainObject(value) ? 'an object' : shownInstance(value);
		case 'function':
		case 'symbol':
			return `a ${typeof value}`;
		default:
			return String(value);
	}
}

function shownInstance(value: object): string {
	const list = Array.isArray(value) && value.length === 0 ? 'an empty list' : 'a list';
	return Array.isArray(value) ? list : `an instance of ${value.constructor.name}`;
}

/** Returns whether a value is an object that is neither a list nor an instance of a class. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
	const prototype: unknown = typeof value === 'object' && value !== null ? Object.getPrototypeOf(value) : undefined;
	return prototype === Object.prototype || prototype === null;
}

/** Returns text in double quotes, shortened for a message. */
export function quoted(text: string): string {
	return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
