import {statsOf} from '../../support/stats-of.js';
import {type AdviceTopic, type Advise, withAdvice} from './advice.js';
import {isWeakToken} from './token.js';

export type Exposure = {
	/** Whether other machines can connect. */
	readonly isPublic: boolean;
	/** Whether a reverse proxy forwards requests of other machines. */
	readonly isProxied: boolean;
	readonly token: string | undefined;
	readonly hasTls: boolean;
	readonly port: number;
};

const weakToken = 'the token is weak; use at least 16 random characters';

/** Returns security warnings for the operator, one line each, without the token. */
export function exposureWarnings(exposure: Exposure, advise: Advise): readonly string[] {
	const {isPublic, token, hasTls, port} = exposure;
	const warn = (topic: AdviceTopic, text: string): readonly string[] => [withAdvice(text, advise(topic, port))];
	if (token === undefined) {
		return isPublic
			? warn('no_token', `no token is required: any client that can reach port ${port} can monitor this machine`)
			: [];
	}

	return [
		...tokenWarnings({...exposure, token}, advise),
		...(isPublic && !hasTls ? warn('clear_text', 'the token is sent over the network in clear text') : []),
	];
}

/** Returns a warning if the token is weak and other machines can connect. */
export function tokenWarnings(
	{isPublic, isProxied, token, port}: Omit<Exposure, 'hasTls'> & {readonly token: string},
	advise: Advise,
): readonly string[] {
	return isWeakToken(token) && (isPublic || isProxied) ? [withAdvice(weakToken, advise('weak_token', port))] : [];
}

/** Returns a warning if every local user can connect to a Unix socket, and no token is required. */
export function socketWarnings(path: string | undefined, token: string | undefined): readonly string[] {
	const mode = path === undefined ? 0 : (statsOf(path)?.mode ?? 0);
	// A connection needs the permission to write.
	return token === undefined && mode & 0o002
		? [`the mode 0${(mode & 0o777).toString(8)} of unix:${path} lets every local user connect; use 0660, or a token`]
		: [];
}
