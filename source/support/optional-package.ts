import {errorCode} from './system-error.js';
/** Loads an optional package. Throws an error that says how to install it. */
export async function loadOptionalPackage<Module>(
	name: string,
	purpose: string,
	load: () => Promise<Module>,
): Promise<Module> {
	try {
		return await load();
	} catch (cause) {
		if (errorCode(cause) !== 'ERR_MODULE_NOT_FOUND') {
			throw cause;
		}

		throw new Error(`${purpose} needs a package that is not installed: npm install --global ${name}`, {cause});
	}
}
