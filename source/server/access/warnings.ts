import {type AdviceTopic, type Advise, withAdvice} from './advice.js';
import {isWeakToken} from './token.js';

export type Exposure = {
	/** Whether others than this machine can connect. */
	readonly isPublic: boolean;
	/** Whether a reverse proxy lets others in. */
	readonly isProxied: boolean;
	readonly token: string | undefined;
	readonly hasTls: boolean;
	readonly port: number;
};

const weakToken = 'the token can be guessed: 16 random characters or more cannot be';

/** What the one who starts the server should know, one line each. Without the token. */
export function exposureWarnings(exposure: Exposure, advise: Advise): readonly string[] {
	const {isPublic, token, hasTls, port} = exposure;
	const say = (topic: AdviceTopic, text: string): readonly string[] => [withAdvice(text, advise(topic, port))];
	if (token === undefined) {
		return isPublic
			? say('no_token', `everyone who reaches port ${port} can watch this machine: no token is required`)
			: [];
	}

	return [
		...tokenWarnings({...exposure, token}, advise),
		...(isPublic && !hasTls ? say('clear_text', 'the token crosses the network in clear text') : []),
	];
}

/** What is wrong with a token where others than this machine can try one. */
export function tokenWarnings(
	{isPublic, isProxied, token, port}: Omit<Exposure, 'hasTls'> & {readonly token: string},
	advise: Advise,
): readonly string[] {
	return isWeakToken(token) && (isPublic || isProxied) ? [withAdvice(weakToken, advise('weak_token', port))] : [];
}
