/** Characters that would break the line or steer the terminal: controls, separators, direction marks. */
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/** Something the user asked for is not possible as it was written. The message is one line: what, where, what is allowed. */
export class UsageError extends Error {
	override readonly name = 'UsageError';

	constructor(message: string, options?: ErrorOptions) {
		super(
			message.replace(unprintable, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`),
			options,
		);
	}
}
