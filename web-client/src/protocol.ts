// The one door to the wire's types, which are generated from protocol/. Everything else imports them from here.
export type * from '../../protocol/generated/protocol.ts';
export { close_codes, entity_kinds, limits, subprotocol } from '../../protocol/generated/protocol.ts';
