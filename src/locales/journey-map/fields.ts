/** English names of the fields of a map, for what changed from one to another; loaded with the views. */
export const journeyFields = {
  'name': 'Name', 'title': 'Title', 'text': 'Text', 'items': 'Texts', 'description': 'Description', 'summary': 'Summary',
  'score': 'Emotion', 'target': 'Target', 'label': 'In a word', 'severity': 'Severity', 'frequency': 'Frequency',
  'impact': 'Impact', 'effort': 'Effort', 'engagement': 'Engagement', 'intensity': 'Intensity', 'confidence': 'Evidence',
  'kind': 'Kind', 'type': 'Type', 'color': 'Colour', 'image': 'Picture', 'imageAlt': 'Picture in words', 'url': 'Link',
  'unit': 'Unit', 'n': 'Answers', 'low': 'Low end', 'high': 'High end', 'tier': 'Level', 'lang': 'Language',
  'version': 'Version', 'state': 'State', 'createdAt': 'Made', 'updatedAt': 'Last change', 'reviewBy': 'Next review',
  'position': 'Place in the order', 'momentOfTruth': 'Moment of truth', 'hidden': 'Hidden',
  'pinned': 'Kept in sight', 'height': 'Height', 'lineAbove': 'Line above', 'attributes': 'About',
  'hypothesis': 'Hypothesis', 'start': 'Begin', 'end': 'End', 'due': 'Due', 'media': 'Picture', 'weights': 'Weight',
  'criteria': 'Rating', 'refIds': 'Speaks of', 'childMapId': 'Its own map',
} as const; // prettier-ignore
