export const ROLES = [
  'student',
  'peer-mentor',
  'interviewer',
  'society-advisor',
  'pce-mentor',
  'rasa',
  'specialty-mentor',
  'alumni-liaison',
  'staff',
] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_NAMES: Record<Role, string> = {
  student: 'Student',
  'peer-mentor': 'Peer mentor',
  interviewer: 'Interviewer',
  'society-advisor': 'Society Advisor',
  'pce-mentor': 'PCE mentor',
  rasa: 'Residency Application Specialty Advisor (RASA)',
  'specialty-mentor': 'Specialty mentor',
  'alumni-liaison': 'Alumni Liaison',
  staff: 'Staff',
};

/** As in a running sentence: `PCE students and peer mentors`. */
export const ROLE_PLURALS: Record<Role, string> = {
  student: 'students',
  'peer-mentor': 'peer mentors',
  interviewer: 'interviewers',
  'society-advisor': 'Society Advisors',
  'pce-mentor': 'PCE mentors',
  rasa: 'RASAs',
  'specialty-mentor': 'specialty mentors',
  'alumni-liaison': 'Alumni Liaisons',
  staff: 'staff',
};
