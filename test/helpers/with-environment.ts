import process from 'node:process';

/** Sets variables of this process until disposed; `undefined` takes one away. */
export function withEnvironment(variables: Readonly<Record<string, string | undefined>>): Disposable {
	const before = Object.keys(variables).map(name => [name, process.env[name]] as const);
	const set = (entries: Iterable<readonly [string, string | undefined]>): void => {
		for (const [name, value] of entries) {
			if (value === undefined) {
				delete process.env[name];
			} else {
				process.env[name] = value;
			}
		}
	};

	set(Object.entries(variables));
	return {[Symbol.dispose]: () => set(before)};
}
