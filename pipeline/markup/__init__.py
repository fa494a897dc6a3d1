"""What several formats write with: the AST read and written as XHTML, tokens written as CSS."""
