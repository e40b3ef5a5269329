/** Terminal input in the form that Ink accepts. */
export type Stdin = NodeJS.ReadStream & {fd: 0};

/** Returns the input with another `read` method. */
export function withRead(stdin: Stdin, read: (size?: number) => unknown): Stdin {
	return new Proxy(stdin, {
		get(target, name) {
			const value: unknown = Reflect.get(target, name, target);
			return name === 'read' ? read : typeof value === 'function' ? value.bind(target) : value;
		},
	});
}
