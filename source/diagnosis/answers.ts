import type {Answer, FileUser, Question, TroubledSocket} from '../metrics/snapshot.js';

/** The answers to the questions of earlier findings. Absent: not asked, or not answered yet. */
export type Answers = {
	/** The users of a file system, by mount point. */
	readonly fileUsers: ReadonlyMap<string, readonly FileUser[]>;
	readonly listeners: readonly TroubledSocket[] | undefined;
	readonly retransmits: readonly TroubledSocket[] | undefined;
};

export const noAnswers: Answers = {fileUsers: new Map(), listeners: undefined, retransmits: undefined};

/** Returns the answers with another one, which replaces an earlier answer to the same question. */
export function withAnswer(answers: Answers, answer: Answer): Answers {
	switch (answer.kind) {
		case 'file users':
			return {...answers, fileUsers: new Map([...answers.fileUsers, [answer.path, answer.users]])};
		case 'listeners':
			return {...answers, listeners: answer.sockets};
		case 'retransmits':
			return {...answers, retransmits: answer.sockets};
	}
}

/** Returns only the answers to these questions. */
export function answersTo(questions: readonly Question[], {fileUsers, listeners, retransmits}: Answers): Answers {
	const paths = new Set(questions.flatMap(question => (question.kind === 'file users' ? [question.path] : [])));
	const isAsked = (kind: Question['kind']): boolean => questions.some(question => question.kind === kind);
	return {
		fileUsers: new Map([...fileUsers].filter(([path]) => paths.has(path))),
		listeners: isAsked('listeners') ? listeners : undefined,
		retransmits: isAsked('retransmits') ? retransmits : undefined,
	};
}
