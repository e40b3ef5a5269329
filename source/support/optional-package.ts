import {errorCode} from './system-error.js';

/** The codes of `import`, and of the `require` that it is in the program that is built. */
const absent = ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'];

/** Loads an optional package. Throws an error that says how to install it. */
export async function loadOptionalPackage<Module>(
	name: string,
	purpose: string,
	load: () => Promise<Module>,
): Promise<Module> {
	try {
		return await load();
	} catch (cause) {
		if (!absent.includes(errorCode(cause) ?? '')) {
			throw cause;
		}

		throw new Error(`${purpose} needs a package that is not installed: npm install --global ${name}`, {cause});
	}
}
