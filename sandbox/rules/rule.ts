/** One rule of the contract: what it says, and where Slack's own word for it is found. */
export interface SlackRule {
  readonly says: string;
  /** The section of the contract, `4` (Block Kit) or `9.5`. */
  readonly section: string;
}
