import {readSecretFile} from '../../support/secret-file.js';
import type {Secrets} from '../model/given.js';
import {usage} from '../model/usage-error.js';

export type OpenedSecrets = Required<Secrets> & {
	/** What others than this program can read: one line each, nothing secret. */
	readonly warnings: readonly string[];
};

/** Secrets in files, and in variables that a configuration file refers to. Every file is read once. */
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
