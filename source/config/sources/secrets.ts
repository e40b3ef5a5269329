import {readSecretFile} from '../../support/secret-file.js';
import type {Secrets} from '../model/given.js';
import {usage} from '../model/usage-error.js';

/** The sources of secrets, with the warnings about files that were read. */
export type OpenedSecrets = Required<Secrets> & {
	/** Warnings about files that other users can read: one line each, without secrets. */
	readonly warnings: readonly string[];
};

/** Returns the sources of secrets: files, and variables to which a configuration file refers. Each file is read once. */
export function openSecrets(env: Readonly<Record<string, string | undefined>>): OpenedSecrets {
	const texts = new Map<string, string>();
	const warnings: string[] = [];

	return {
		warnings,
		fromFile(file, subject) {
			const known = texts.get(file);
			if (known !== undefined) {
				return known;
			}

			const {text, warning} = usage('', () => readSecretFile(file, `${subject}:`));
			texts.set(file, text);
			if (warning !== undefined) {
				warnings.push(warning);
			}

			return text;
		},
		variable: name => env[name] || undefined,
	};
}
