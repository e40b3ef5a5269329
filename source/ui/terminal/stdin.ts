/** The input of the terminal, as Ink takes it. */
export type Stdin = NodeJS.ReadStream & {fd: 0};

/** The same input, read in another way. */
export function withRead(stdin: Stdin, read: (size?: number) => unknown): Stdin {
	return new Proxy(stdin, {
		get(target, name) {
			const value: unknown = Reflect.get(target, name, target);
			return name === 'read' ? read : typeof value === 'function' ? value.bind(target) : value;
		},
	});
}
