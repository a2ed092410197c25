"""Articles and explainer videos where a question arises; local rules of practice with author, date and §."""
