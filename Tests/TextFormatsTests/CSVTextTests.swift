import Testing

@testable import TextFormats

/// RFC 4180: a field with a comma, a quote, a carriage return or a line feed is quoted.
@Test(arguments: [
  ("a", "a"), ("", ""), ("a b", "a b"), ("a,b", "\"a,b\""), ("a\nb", "\"a\nb\""),
  ("a\rb", "\"a\rb\""), ("a\r\nb", "\"a\r\nb\""), ("\n", "\"\n\""), ("\r", "\"\r\""),
  ("a\"b", "\"a\"\"b\""), ("\"", "\"\"\"\""),
])
func fieldsAreQuotedWhereTheyMustBe(_ field: String, _ text: String) {
  #expect(CSVText.field(field) == text)
  #expect(CSVText.record([field, "z"]) == text + ",z\r\n")
}
