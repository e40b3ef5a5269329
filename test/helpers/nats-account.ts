import {nkeys} from '@nats-io/transport-node';

type KeyPair = ReturnType<typeof nkeys.createUser>;

export type NatsAccount = {
	/** For the file of the server: it trusts one operator, who knows one account. */
	readonly config: string;
	/** What a user of the account gets as a file. */
	readonly credentials: string;
};

/** Keys and signed claims, as the tools of NATS make them. */
export function natsAccount(): NatsAccount {
	const operator = nkeys.createOperator();
	const account = nkeys.createAccount();
	const user = nkeys.createUser();
	const limits = {subs: -1, data: -1, payload: -1};
	const accountClaim = claim(operator, account, 'account', {
		limits: {...limits, conn: -1, leaf: -1, imports: -1, exports: -1, wildcards: true},
	});
	return {
		config: [
			`operator: "${claim(operator, operator, 'operator', {})}"`,
			'resolver: MEMORY',
			`resolver_preload: {${account.getPublicKey()}: "${accountClaim}"}`,
		].join('\n'),
		credentials: [
			'-----BEGIN NATS USER JWT-----',
			claim(account, user, 'user', limits),
			'------END NATS USER JWT------',
			'',
			'-----BEGIN USER NKEY SEED-----',
			new TextDecoder().decode(user.getSeed()),
			'------END USER NKEY SEED------',
			'',
		].join('\n'),
	};
}

function claim(issuer: KeyPair, subject: KeyPair, type: string, claims: object): string {
	const body = [
		{typ: 'JWT', alg: 'ed25519-nkey'},
		{
			jti: type,
			iat: 1,
			iss: issuer.getPublicKey(),
			name: type,
			sub: subject.getPublicKey(),
			nats: {...claims, type, version: 2},
		},
	]
		.map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
		.join('.');
	return `${body}.${Buffer.from(issuer.sign(new TextEncoder().encode(body))).toString('base64url')}`;
}
